/** Uploads over HTTP. */
@NullMarked
package io.followsync.gateway.imports.web;

import org.jspecify.annotations.NullMarked;
