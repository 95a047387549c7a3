/** Protection of secrets: sealing, keyed fingerprints, and their keys. */
@NullMarked
package io.followsync.vault;

import org.jspecify.annotations.NullMarked;
