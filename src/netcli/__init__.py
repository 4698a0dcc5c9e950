"""netcli keeps the people you know in one local file and answers: how do I reach X?"""

__version__ = "0.1.0"
