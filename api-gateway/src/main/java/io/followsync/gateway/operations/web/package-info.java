/** System A's health call and its operators' calls. */
@NullMarked
package io.followsync.gateway.operations.web;

import org.jspecify.annotations.NullMarked;
