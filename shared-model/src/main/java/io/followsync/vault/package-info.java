/** What keeps secrets secret: sealing, keyed fingerprints, and their keys. */
@NullMarked
package io.followsync.vault;

import org.jspecify.annotations.NullMarked;
