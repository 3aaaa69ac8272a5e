"""Published bytes to entries: the Consolidated Screening List, a company's own list, the starter list."""
