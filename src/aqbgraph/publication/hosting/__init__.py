"""What servers are told: rules of negotiation, header fields, what is said of what does not exist."""
