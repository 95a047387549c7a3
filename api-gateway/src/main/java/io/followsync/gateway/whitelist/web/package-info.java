/** The whitelists of kept accounts over HTTP. */
@NullMarked
package io.followsync.gateway.whitelist.web;

import org.jspecify.annotations.NullMarked;
