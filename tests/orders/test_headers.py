"""What headers of real exports and forms say, in the languages people use."""

from __future__ import annotations

import pytest

from entitycheck.orders.headers import read_header

PARTIES = {
    "bill-to": "Bill To|Bill-to Customer Name|Invoice to:|Rechnungsempfänger|付款方|Плательщик",
    "ship-to": "Ship To|shipName|Warenempfänger|納品先|Destinataire",
    "consignee": "Consignee|Ultimate Consignee|收货方名称|收货人信息|收貨人|Грузополучатель|المستورد|Alıcı"
    "|Consginee|Importer of Record|Наименование грузополучателя",
    "intermediate-consignee": "Intermediate Consignee|中间收货人|Zwischenempfänger",
    "end-user": "End User|End-User / Ultimate Consignee|Endverwender|Usuario final|最终用户|最終需要者"
    "|Конечный пользователь|Son kullanıcı|Utilisateur final",
    "notify": "Notify Party|通知方|Partie à notifier",
    "forwarder": "Freight Forwarder|Spediteur|货运代理|Transporteur|Перевозчик",
    "bank": "Bank|Bank Name|开户银行|開戶銀行|البنك",
    "supplier": "Vendor|vendor_name|Supplier Name|供应商名称|供货商|Lieferant|Fournisseur|Поставщик"
    "|Tedarikçi|仕入先",
    "manufacturer": "Manufacturer|Hersteller|生产厂家|メーカー|Fabricante",
    "customer": "Customer|Customer Name|Costumer Name|Kunde/Debitor|Sold-To Pty|Sold to:"
    "|客户名称|客戶名稱"
    "|Kundenname|CUST_NM|custName|Müşteri Adı|اسم العميل|得意先名|Покупатель|Nom du client|Cliente"
    "|Invoice Partner Display Name|Buyer|需方|AG Name|Customers",
    "contact": "Contact|Contact Name|Ansprechpartner|联系人",
    "party": "BP Name|Counterparty|Beneficiary",
    "name": "NAME1|Name|Company Name|Firma|Razón social|企业名称",
}
OTHERS = {
    "country": "Country|LAND1|shipCountry|Ship To Cntry|Country/Region Code|Land|Pays|País"
    "|国家|国名|Страна"
    "|Ülke|البلد|目的国|Empfängerland",
    "address": "Address 2|Lieferadresse|Ship-to Address|收件详细地址|Street|Адрес|ConsigneeAddr1",
    "city": "City|Ort|Ville|shipCity|城市",
    "code": "No.|KUNNR|Customer No.|Buy-from Vendor No.|Kundennummer|供应商编码|客户代码"
    "|客户单号(必填)|得意先コード"
    "|Müşteri Kodu|رقم الطلب|Item no.|Customer PO|Bank account",
    "goods": "Description|Country of Origin|原产国|境内目的地|商品名称|收货仓库|船名/航班号",
    "person": "Salesperson|Salesperson Code|Vertriebsmitarbeiter|计划员|Requested by",
    "amount": "Unit Price|Untaxed Amount Signed|Total|含税价",
    "quantity": "Qty|Unit|单位|数量",
    "date": "Date Ordered:|交货日期|Liefertermin",
    "phone": "Phone number:|联系电话|Fax",
    "status": "shipVia|Status|备注",
}


def _cases(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(header, concept) for concept, text in table.items() for header in text.split("|")]


@pytest.mark.parametrize(("header", "concept"), _cases(PARTIES))
def test_party_headers(header: str, concept: str) -> None:
    """A header that names a party is read as its role, sure enough to be used."""
    reading = read_header(header)

    assert (reading.concept, reading.is_party, reading.score >= 50) == (concept, True, True)


@pytest.mark.parametrize(("header", "concept"), _cases(OTHERS))
def test_other_headers(header: str, concept: str) -> None:
    """A header of a place, a code, goods or staff is no party."""
    reading = read_header(header)

    assert (reading.concept, reading.is_party) == (concept, False)


def test_place_belongs_to_its_party() -> None:
    """`shipCountry` is the country of the ship-to party, `Country` of nobody in particular."""
    assert read_header("shipCountry").role == "ship-to"
    assert read_header("Country").role is None


@pytest.mark.parametrize("text", ["", "4711", "x" * 500, "Inspur Group Co., Ltd.", "🙂"])
def test_what_is_no_header(text: str) -> None:
    """Blanks, numbers, long texts and names are not taken for known headers."""
    assert not read_header(text).known


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Leistungsempfänger", "customer"),
        ("Rechnungssteller", "supplier"),
        ("Kundenkurzbezeichnung", "customer"),
        ("Account Name", "customer"),
        ("Account Owner", "person"),
        ("Requester Company", "party"),
        ("Requester", "person"),
        ("4a2 ULTIMATE CONSIGNEE", "consignee"),
        ("2. Empfänger (Name, Anschrift, Land)", "ship-to"),
        ("Customer (Country)", "country"),
        ("Buyer (if other than consignee)", "customer"),
        ("Intermediary Bank", "bank"),
        ("End use", "goods"),
        ("End user", "end-user"),
        ("Purchase Point", "status"),
        ("Master", "status"),
        ("LKZ", "country"),
        ("Грузополучатель и его адрес", "address"),
    ],
)
def test_headers_of_further_systems(text: str, concept: str) -> None:
    """What the words of these headers say, each met in an export or a form."""
    reading = read_header(text)

    assert (reading.concept, reading.understood) == (concept, 1)


@pytest.mark.parametrize(
    ("text", "own", "company"),
    [
        ("Legal entity", True, False),
        ("Unsere Firma", True, False),
        ("Company", False, True),
        ("Organisation", False, True),
        ("Customer Company", False, False),
        ("Customer legal entity", False, False),
        ("Company address", False, False),
    ],
)
def test_whose_company(text: str, own: bool, company: bool) -> None:
    """A word for the own company, a bare one, and a company with a role."""
    reading = read_header(text)

    assert (reading.is_own, reading.is_company) == (own, company)
