/** The people of a kept account over HTTP. */
@NullMarked
package io.followsync.gateway.relationships.web;

import org.jspecify.annotations.NullMarked;
