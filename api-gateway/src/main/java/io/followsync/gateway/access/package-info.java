/**
 * Which job a caller may see. A <em>capability</em> (16 hexadecimal digits for an
 * analysis, 32 for an import) is a secret that a submission is answered with: whoever
 * shows it may see that job and no other. Here it becomes, once, the id of that job;
 * everything behind takes the id and decides nothing about access.
 */
@NullMarked
package io.followsync.gateway.access;

import org.jspecify.annotations.NullMarked;
