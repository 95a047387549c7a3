/** System A's health call. */
@NullMarked
package io.followsync.gateway.health.web;

import org.jspecify.annotations.NullMarked;
