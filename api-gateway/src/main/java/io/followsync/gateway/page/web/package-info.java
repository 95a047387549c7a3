/** Serves the files of the page over HTTP. */
@NullMarked
package io.followsync.gateway.page.web;

import org.jspecify.annotations.NullMarked;
