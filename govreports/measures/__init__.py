"""Indicators, intervals and comparisons; rates are sums over sums."""
