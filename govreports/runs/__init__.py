"""The yearly run: notebooks executed, charts kept, one page written; JupyterLab started."""
