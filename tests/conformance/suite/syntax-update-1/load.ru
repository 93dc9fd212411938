LOAD <nowhere>
