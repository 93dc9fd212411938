"""The pages and the data of the site: what a worker answers that holds the whole graph."""
