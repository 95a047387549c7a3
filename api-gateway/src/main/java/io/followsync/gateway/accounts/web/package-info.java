/** Kept accounts over HTTP. */
@NullMarked
package io.followsync.gateway.accounts.web;

import org.jspecify.annotations.NullMarked;
