package io.followsync.gateway.imports;

import org.jspecify.annotations.Nullable;

/**
 * Some bytes of one part of an upload, in the order of arrival.
 *
 * @param part the part's name
 * @param fileName as the client sent it, null for a part that is not a file
 * @param last whether the part ends here
 */
public record UploadPiece(@Nullable String part, @Nullable String fileName, byte[] data, boolean last) {
}
