"""Problems: each rule with its rows."""
