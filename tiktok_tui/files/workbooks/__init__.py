"""Excel and OpenDocument sheets: each cell as the text that people see."""
