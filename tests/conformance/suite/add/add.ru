ADD DEFAULT TO <http://a.example/g>
