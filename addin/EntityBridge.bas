Attribute VB_Name = "EntityBridge"
Option Explicit
Option Private Module
' The only door to Python. Holds the server object (asking the DLL again for each cell costs more
' than the answer), reconnects once when the server has gone, and after a failed attempt waits
' before the next one, so that ten thousand cells do not each wait for a server that is not there.

Private Const FUNCTIONS_MODULE As String = "entitycheck.excel.udfs"
Private Const RIBBON_MODULE As String = "entitycheck.excel.com_host"
Private Const WAIT_SECONDS As Double = 30
Private Const NOT_REACHED As Long = vbObjectError + 902

Private server As Object
Private failedAt As Double

' Brackets around an argument send its value; without them VBA would send a reference to it.
Public Function CallFunction(ByVal functionName As String, ByVal arguments As Variant) As Variant
    Connect
    On Error GoTo lost
    CallFunction = server.CallUDF(FUNCTIONS_MODULE, (functionName), (arguments))
    Exit Function
lost:
    Resume again
again:
    On Error GoTo gaveUp
    Reconnect
    CallFunction = server.CallUDF(FUNCTIONS_MODULE, (functionName), (arguments))
    Exit Function
gaveUp:
    GiveUp
    Err.Raise NOT_REACHED, , "Python was not reached"
End Function

' One press of a ribbon button. Python works on the application it is given and returns three
' texts: what to do next (say, ask, poll, recalculate or nothing), the text, and a detail.
Public Function CallRibbon(ByVal action As String) As Variant
    MakeSure
    CallRibbon = server.Var(server.Call(server.Module(RIBBON_MODULE), "press", server.Tuple((action), Application)))
End Function

' Reaching for the module shows whether the server is still there, so that no button is pressed twice.
Private Sub MakeSure()
    Connect
    On Error GoTo lost
    If server.Module(RIBBON_MODULE) Is Nothing Then Err.Raise NOT_REACHED
    Exit Sub
lost:
    Resume again
again:
    On Error GoTo gaveUp
    Reconnect
    If server.Module(RIBBON_MODULE) Is Nothing Then Err.Raise NOT_REACHED
    Exit Sub
gaveUp:
    GiveUp
    Err.Raise NOT_REACHED, , "Python was not reached"
End Sub

' Forget an earlier failure: a button was pressed, the person wants to try now.
Public Sub TryAgainNow()
    failedAt = 0
End Sub

' The server has gone: end what is left of it, and start another.
Private Sub Reconnect()
    Set server = Nothing
    On Error Resume Next
    KillPy
    On Error GoTo 0
    ServerNumber = ServerNumber + 1
    Connect
End Sub

Private Sub GiveUp()
    Set server = Nothing
    failedAt = Timer
End Sub

Private Sub Connect()
    If Not server Is Nothing Then Exit Sub
    If failedAt <> 0 Then
        If Abs(Timer - failedAt) < WAIT_SECONDS Then Err.Raise NOT_REACHED, , "Python was not reached"
    End If
    failedAt = Timer
    Set server = XLPy()
    failedAt = 0
End Sub
