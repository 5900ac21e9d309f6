"""The pages across agreements: places, years, types, programmes, projects, the start page."""
