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

Public Function CallFunction(ByVal functionName As String, ByVal arguments As Variant) As Variant
    Connect
    On Error GoTo lost
    CallFunction = server.CallUDF(FUNCTIONS_MODULE, functionName, arguments)
    Exit Function
lost:
    Resume again
again:
    On Error GoTo 0
    Reconnect
    CallFunction = server.CallUDF(FUNCTIONS_MODULE, functionName, arguments)
End Function

' One press of a ribbon button. Python works on the application it is given and returns three
' texts: what to do next (say, ask, poll, recalculate or nothing), the text, and a detail.
Public Function CallRibbon(ByVal action As String) As Variant
    Dim home As Object
    Set home = RibbonModule()
    CallRibbon = server.Var(server.Call(home, "press", server.Tuple(action, Application)))
End Function

' The Python module behind the ribbon; reaching for it shows whether the server is still there, so
' that a button is never pressed twice.
Private Function RibbonModule() As Object
    Connect
    On Error GoTo lost
    Set RibbonModule = server.Module(RIBBON_MODULE)
    Exit Function
lost:
    Resume again
again:
    On Error GoTo 0
    Reconnect
    Set RibbonModule = server.Module(RIBBON_MODULE)
End Function

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

Private Sub Connect()
    If Not server Is Nothing Then Exit Sub
    If failedAt <> 0 Then
        If Abs(Timer - failedAt) < WAIT_SECONDS Then Err.Raise NOT_REACHED, , "Python was not reached"
    End If
    failedAt = Timer
    Set server = XLPy()
    failedAt = 0
End Sub
