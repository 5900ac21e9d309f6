"""What stays of all agreements while a publication is made, for the pages that span them."""
