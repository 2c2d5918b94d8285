"""Claims of an article, judged one by one."""
