/** Owners and their browsers as parameters of controller methods. */
@NullMarked
package io.followsync.gateway.access.web;

import org.jspecify.annotations.NullMarked;
