/** The page's files over HTTP. */
@NullMarked
package io.followsync.gateway.page.web;

import org.jspecify.annotations.NullMarked;
