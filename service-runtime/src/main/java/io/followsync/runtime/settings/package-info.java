/**
 * Settings that both services share, and those of earlier releases, which are refused
 * with their new names.
 */
@NullMarked
package io.followsync.runtime.settings;

import org.jspecify.annotations.NullMarked;
