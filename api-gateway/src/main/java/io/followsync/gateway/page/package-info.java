/** The web page: what a browser may do with it. Its files are under {@code page}. */
@NullMarked
package io.followsync.gateway.page;

import org.jspecify.annotations.NullMarked;
