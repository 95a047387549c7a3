/** Settings of earlier releases, which are refused by their new names. */
@NullMarked
package io.followsync.runtime.settings;

import org.jspecify.annotations.NullMarked;
