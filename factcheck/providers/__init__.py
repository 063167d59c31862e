"""Sources -> reference data: one file per provider. They write CSV with source and date; checking never calls them."""
