"""Numbers you can defend from the annual reports on government information disclosure of Chinese agencies."""
