package io.followsync.gateway.imports;

import org.jspecify.annotations.Nullable;

/**
 * Some bytes of one part of an upload, in the order in which they came.
 *
 * @param part the part's name
 * @param fileName as the client gave it, null for a part that is no file
 * @param last whether the part ends here
 */
public record UploadPiece(@Nullable String part, @Nullable String fileName, byte[] data, boolean last) {
}
