Attribute VB_Name = "EntityRibbon"
Option Explicit
' Ribbon callbacks. Each button sends its id to Python and does what the reply says; the status bar
' is given back to Excel on every way out.

Private Const TITLE As String = "Entity Check"
Private Const UNREACHABLE As String = "Python did not answer. Open a command window and run " & _
    "'entitycheck addin doctor': it says what is wrong and what to do."

Private Declare PtrSafe Function MessageBoxW Lib "user32" (ByVal owner As LongPtr, _
    ByVal text As LongPtr, ByVal caption As LongPtr, ByVal kind As Long) As Long

Private ribbonUi As IRibbonUI
Private refreshing As Boolean

Public Sub RibbonLoaded(ribbon As IRibbonUI)
    Set ribbonUi = ribbon
End Sub

Public Sub ButtonPressed(control As IRibbonControl)
    TryAgainNow
    Press control.ID
End Sub

Public Sub GetListStatus(control As IRibbonControl, ByRef label As Variant)
    Dim reply As Variant
    On Error GoTo failed
    reply = CallRibbon("list_label")
    label = CStr(reply(LBound(reply) + 1))
    Exit Sub
failed:
    label = "List: Python did not answer"
End Sub

Public Sub GetRefreshLabel(control As IRibbonControl, ByRef label As Variant)
    If refreshing Then
        label = "Cancel refresh"
    Else
        label = "Refresh list"
    End If
End Sub

' Called by Excel's clock while a refresh runs in its own process.
Public Sub PollRefresh()
    If refreshing Then Press "poll_refresh"
End Sub

Public Sub Press(ByVal action As String)
    Dim reply As Variant, text As String, detail As String
    On Error GoTo failed
    If action = "refresh_list" And refreshing Then action = "cancel_refresh"
    Do While action <> ""
        reply = ReplyTo(action)
        text = CStr(reply(LBound(reply) + 1))
        detail = CStr(reply(LBound(reply) + 2))
        action = ""
        Select Case CStr(reply(LBound(reply)))
            Case "poll"
                WatchRefresh text
            Case "recalculate"
                StopWatching
                ShowBox text & Recalculate(detail), vbInformation
            Case "say"
                StopWatching
                ShowBox text, vbInformation
            Case "ask"
                Application.StatusBar = False
                If ShowBox(text, vbYesNo + vbQuestion) = vbYes Then action = detail
            Case Else
                StopWatching
        End Select
    Loop
    Exit Sub
failed:
    StopWatching
    ShowBox UNREACHABLE, vbExclamation
End Sub

' MsgBox would show names in other scripts as question marks, and cut off after 1,024 characters.
Private Function ShowBox(ByVal text As String, ByVal kind As Long) As Long
    Dim caption As String
    caption = TITLE
    ShowBox = MessageBoxW(Application.Hwnd, StrPtr(text), StrPtr(caption), kind)
End Function

' Excel must not calculate while Python works on the sheet: each formula would call the Python that
' is busy. Afterwards the mode of calculation is what it was.
Private Function ReplyTo(ByVal action As String) As Variant
    Dim mode As Long, number As Long, text As String
    If action = "poll_refresh" Then
        ReplyTo = CallRibbon(action)
        Exit Function
    End If
    mode = CalculationMode()
    SetCalculation xlCalculationManual
    On Error GoTo failed
    ReplyTo = CallRibbon(action)
    SetCalculation mode
    Exit Function
failed:
    number = Err.Number
    text = Err.Description
    SetCalculation mode
    Err.Raise number, , text
End Function

' Without an open workbook Excel has no mode of calculation, and says so with an error.
Private Function CalculationMode() As Long
    On Error Resume Next
    CalculationMode = Application.Calculation
End Function

Private Sub SetCalculation(ByVal mode As Long)
    On Error Resume Next
    If mode <> 0 Then Application.Calculation = mode
End Sub

Private Sub WatchRefresh(ByVal text As String)
    If Not refreshing Then
        refreshing = True
        ShowLabels
    End If
    Application.StatusBar = text
    Application.OnTime Now + TimeSerial(0, 0, 1), "'" & ThisWorkbook.Name & "'!EntityRibbon.PollRefresh"
End Sub

Private Sub StopWatching()
    refreshing = False
    Application.StatusBar = False
    ShowLabels
End Sub

Private Sub ShowLabels()
    If Not ribbonUi Is Nothing Then ribbonUi.Invalidate
End Sub

' Recalculates the named cells only (Python found them, one address a line); tells what it missed.
Private Function Recalculate(ByVal addresses As String) As String
    Dim address As Variant, missed As Long
    If addresses = "" Then Exit Function
    On Error Resume Next
    For Each address In Split(addresses, vbLf)
        Err.Clear
        Application.Range(CStr(address)).Dirty
        If Application.Calculation <> xlCalculationAutomatic Then Application.Range(CStr(address)).Calculate
        If Err.Number <> 0 Then missed = missed + 1
    Next address
    If missed > 0 Then
        Recalculate = vbLf & vbLf & missed & " places could not be recalculated: press Ctrl+Alt+F9."
    End If
End Function
