Attribute VB_Name = "EntityFunctions"
Option Explicit
' The worksheet functions. Each call is one round trip to Python, whatever the size of the range:
' values go over (.Value2), never Range objects. Nothing here is volatile, reads the network or
' decides anything: what a cell shows is decided in Python. Only when Python cannot be reached does
' this module write a text of its own, and it begins with "#EC! ".

Private Const UNREACHABLE As String = "#EC! Python did not answer: press Help on the Entity Check tab"
Private Const WIZARD_TEXT As String = "(the answer appears when you press OK)"
Private Const BAD_REFERENCE As Long = vbObjectError + 901
Private Const SEVERAL_AREAS As String = "#EC! several areas: give one block of cells"

Public Function ENTITYCHECK(ByVal name As Variant, Optional ByVal country As Variant, _
        Optional ByVal address As Variant, Optional ByVal as_of As Variant, _
        Optional ByVal show As Variant) As Variant
    Dim facts As String, height As Long, width As Long
    On Error GoTo failed
    If InFunctionWizard() Then
        ENTITYCHECK = WIZARD_TEXT
        Exit Function
    End If
    facts = CallerFacts(name)
    Measure name, height, width
    ENTITYCHECK = CallFunction("ENTITYCHECK", Array(Values(name, name), _
        Values(country, name), Values(address, name), Values(as_of, name), Values(show, name), facts))
    Exit Function
failed:
    ENTITYCHECK = Everywhere(FailureText(Err.Number), height, width)
End Function

Public Function ENTITYMATCHES(ByVal name As Variant, Optional ByVal country As Variant, _
        Optional ByVal address As Variant, Optional ByVal top As Variant) As Variant
    On Error GoTo failed
    If InFunctionWizard() Then
        ENTITYMATCHES = WIZARD_TEXT
        Exit Function
    End If
    ENTITYMATCHES = CallFunction("ENTITYMATCHES", Array(Values(name, name), _
        Values(country, name), Values(address, name), Values(top, name), CallerFacts(name)))
    Exit Function
failed:
    ENTITYMATCHES = FailureText(Err.Number)
End Function

Public Function ENTITYWHY(ByVal name As Variant, Optional ByVal country As Variant, _
        Optional ByVal address As Variant) As Variant
    Dim facts As String, height As Long, width As Long
    On Error GoTo failed
    If InFunctionWizard() Then
        ENTITYWHY = WIZARD_TEXT
        Exit Function
    End If
    facts = CallerFacts(name)
    Measure name, height, width
    ENTITYWHY = CallFunction("ENTITYWHY", Array(Values(name, name), _
        Values(country, name), Values(address, name), facts))
    Exit Function
failed:
    ENTITYWHY = Everywhere(FailureText(Err.Number), height, width)
End Function

Public Function ENTITYLIST(Optional ByVal what As Variant) As Variant
    On Error GoTo failed
    If InFunctionWizard() Then
        ENTITYLIST = WIZARD_TEXT
        Exit Function
    End If
    ENTITYLIST = CallFunction("ENTITYLIST", Array(Values(what, what), CallerFacts(Empty)))
    Exit Function
failed:
    ENTITYLIST = FailureText(Err.Number)
End Function

' The values of an argument. A whole column ends at the last used row of the sheet of `leader`
' (the names), so that names, countries and addresses keep the same height.
Private Function Values(Optional ByVal argument As Variant, Optional ByVal leader As Variant) As Variant
    Dim cells As Range
    If TypeName(argument) <> "Range" Then
        Values = argument
        Exit Function
    End If
    Set cells = argument
    If cells.Areas.Count > 1 Then Err.Raise BAD_REFERENCE
    If IsWhole(cells) Then
        If TypeName(leader) = "Range" Then
            Set cells = Clipped(cells, leader)
        Else
            Set cells = Clipped(cells, cells)
        End If
    End If
    Values = cells.Value2
End Function

Private Function IsWhole(ByVal cells As Range) As Boolean
    IsWhole = cells.Rows.Count = cells.Worksheet.Rows.Count _
        Or cells.Columns.Count = cells.Worksheet.Columns.Count
End Function

Private Function Clipped(ByVal cells As Range, ByVal leader As Range) As Range
    Dim used As Range, height As Long, width As Long
    Set used = leader.Worksheet.UsedRange
    height = cells.Rows.Count
    width = cells.Columns.Count
    If height = cells.Worksheet.Rows.Count Then height = used.Row + used.Rows.Count - 1
    If width = cells.Worksheet.Columns.Count Then width = used.Column + used.Columns.Count - 1
    Set Clipped = cells.Resize(height, width)
End Function

' What Python must know of the cell that asks: may the answer spill, and if not, how much room
' there is; which calendar dates count in; how far below row 1 a whole column is answered.
Private Function CallerFacts(ByVal name As Variant) As String
    Dim cell As Range, facts As String
    If TypeName(Application.Caller) <> "Range" Then Exit Function
    Set cell = Application.Caller
    If cell.Worksheet.Parent.Date1904 Then facts = "1904=1"
    If Not CanSpill() Then
        facts = facts & " rows=" & cell.Rows.Count & " columns=" & cell.Columns.Count
        If cell.HasArray Then facts = facts & " array=1"
    End If
    If TypeName(name) = "Range" Then
        If name.Rows.Count = name.Worksheet.Rows.Count Then
            If name.Worksheet.Name = cell.Worksheet.Name _
                    And name.Worksheet.Parent.Name = cell.Worksheet.Parent.Name Then
                facts = facts & " offset=" & (cell.Row - 1)
            End If
        End If
    End If
    CallerFacts = Trim$(facts)
End Function

' True where one formula can fill several cells by itself (Excel 365 and 2021).
Private Function CanSpill() As Boolean
    Static known As Boolean, spills As Boolean
    If Not known Then
        spills = Not IsError(Application.Evaluate("SEQUENCE(1)"))
        known = True
    End If
    CanSpill = spills
End Function

Private Function InFunctionWizard() As Boolean
    On Error Resume Next
    InFunctionWizard = Not Application.CommandBars("Standard").Controls(1).Enabled
End Function

Private Function FailureText(ByVal number As Long) As String
    If number = BAD_REFERENCE Then
        FailureText = SEVERAL_AREAS
    Else
        FailureText = UNREACHABLE
    End If
End Function

' Height and width of the answer, for the case that Python cannot tell.
Private Sub Measure(ByVal name As Variant, ByRef height As Long, ByRef width As Long)
    height = 1
    width = 1
    If TypeName(name) <> "Range" Then Exit Sub
    If IsWhole(name) Then
        height = Clipped(name, name).Rows.Count
        width = Clipped(name, name).Columns.Count
    Else
        height = name.Rows.Count
        width = name.Columns.Count
    End If
End Sub

' The failure in every cell of the block: a row without its own answer would look like a blank.
Private Function Everywhere(ByVal text As String, ByVal height As Long, ByVal width As Long) As Variant
    Dim block() As Variant, i As Long, j As Long
    If height * width <= 1 Then
        Everywhere = text
        Exit Function
    End If
    ReDim block(1 To height, 1 To width)
    For i = 1 To height
        For j = 1 To width
            block(i, j) = text
        Next j
    Next i
    Everywhere = block
End Function
