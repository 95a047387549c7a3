/**
 * Who may see which job or account. A <em>capability</em> (16 hexadecimal digits for an
 * analysis, 32 for an import) is a secret that a submission is answered with: whoever
 * shows it may see that job and no other. An <em>owner</em> shows the cookie of a
 * <em>browser session</em> or an <em>access token</em> with <em>scopes</em>, and sees
 * their accounts. Here what is shown becomes, once, the id of a job or an account;
 * everything behind takes the id and decides nothing about access.
 */
@NullMarked
package io.followsync.gateway.access;

import org.jspecify.annotations.NullMarked;
