"""What serves: the last good versions of flow files, loaded and checked ahead."""
