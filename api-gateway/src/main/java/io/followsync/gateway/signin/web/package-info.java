/** Sign-ins, browser sessions and access tokens over HTTP. */
@NullMarked
package io.followsync.gateway.signin.web;

import org.jspecify.annotations.NullMarked;
