"""Writing files anew with some of their texts replaced: one writer a format, all streaming, everything else in the file as it was."""
