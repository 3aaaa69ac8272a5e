# Installs entitycheck and its Excel add-in on a PC without Python.
#
# UNTESTED: written without a Windows PC with Excel at hand. Each line can be typed by hand as well.
#
# Usage, in PowerShell, with Excel closed:
#     .\install.ps1 -Source .\entitycheck-0.1.0-py3-none-any.whl
#     .\install.ps1 -Source git+https://example.com/your/entitycheck.git
#
# Source is a wheel file or an address you trust, never a bare name: anybody could register one.
# No security setting is changed and no administrator is needed. To take everything away again:
#     entitycheck addin uninstall
#     uv tool uninstall entitycheck
param(
    [Parameter(Mandatory = $true)]
    [string]$Source
)
$ErrorActionPreference = 'Stop'

$isWheel = ($Source -like '*.whl') -and (Test-Path -LiteralPath $Source -PathType Leaf)
$isAddress = ($Source -like 'https://*') -or ($Source -like 'git+https://*')
if (-not ($isWheel -or $isAddress)) {
    throw "Source must be a wheel file that exists, or an address that begins with https:// or git+https://"
}
if (Get-Process -Name EXCEL -ErrorAction SilentlyContinue) {
    throw 'Close every Excel window, then run this again.'
}
if (-not (Get-Command uv -ErrorAction SilentlyContinue)) {
    Write-Host 'Installing uv, which brings its own Python ...'
    winget install --id astral-sh.uv --exact --source winget
    if ($LASTEXITCODE -ne 0) { throw 'uv could not be installed: ask your IT department for uv or Python 3.11+' }
    $env:Path = [Environment]::GetEnvironmentVariable('Path', 'User') + ';' + $env:Path
}
if ($isWheel) { $Source = (Resolve-Path -LiteralPath $Source).Path }

uv tool install --force --python 3.12 --python-preference only-managed $Source
if ($LASTEXITCODE -ne 0) { throw 'entitycheck could not be installed: see the lines above' }

$entitycheck = Join-Path (uv tool dir --bin) 'entitycheck.exe'
& $entitycheck addin install
if ($LASTEXITCODE -gt 1) { throw 'the add-in could not be installed: see the lines above' }
Write-Host 'Start Excel, open the tab Entity Check, and press Refresh list.'
