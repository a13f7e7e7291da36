"""Figures for a briefing; nothing here computes a measure."""
