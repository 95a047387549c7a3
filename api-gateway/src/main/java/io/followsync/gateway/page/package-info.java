/** The web page: its files, from {@code page} on the class path, and what it may do. */
@NullMarked
package io.followsync.gateway.page;

import org.jspecify.annotations.NullMarked;
