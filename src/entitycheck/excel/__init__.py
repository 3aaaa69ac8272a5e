"""The face in Excel: worksheet functions, the ribbon, the add-in file and its installation.

`udfs` is what the worksheet calls, `com_host` what the ribbon calls; the logic behind them is in
`functions` and `ribbon`, which know neither xlwings nor COM and run anywhere.
"""
