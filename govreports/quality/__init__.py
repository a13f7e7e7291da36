"""What is wrong and where: the quality page, one draft, the fault cases, what changed. Nothing here computes."""
