"""What all pages share: templates and the words around their content, what their heads tell machines."""
