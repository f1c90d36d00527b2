"""One format, one file. A format is a module with `name`, `suffix`, `media_type` and a pure `render`."""
