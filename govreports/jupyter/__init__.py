"""What JupyterLab shows: explorer, start form, review, completion, glossary."""
