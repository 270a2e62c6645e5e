// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/token_client.h"
#include "base/clock.h"

#include <QDateTime>
#include <QObject>
#include <QString>

#include <chrono>
#include <stop_token>

namespace symbolon::auth {

// A token of the installed Azure CLI's session, and the tenant that it is of.
struct AzureCliToken
{
    QByteArray accessToken;
    QDateTime expiresAt; // UTC
    QString tenant;      // GUID
};

// Reads what `az account get-access-token --output json` prints (Azure CLI reference: az account). `expires_on` (seconds
// since 1970) wins over `expiresOn`, which older versions write in local time. ErrorKind::Protocol: anything else.
[[nodiscard]] Result<AzureCliToken> readAzureCliToken(const QByteArray &output);

// Asks the installed Azure CLI for tokens. Nothing of the answer but the tenant and the times is ever shown.
class AzureCli final : public QObject
{
    Q_OBJECT

public:
    explicit AzureCli(QObject *parent = nullptr);

    // `resource` without a slash at the end; `tenant` empty: whichever az is set to. Errors: Unauthorized with az's own
    // words (nobody is signed in to it, it is not installed), Timeout, Cancelled, Protocol.
    [[nodiscard]] Future<AzureCliToken> token(const QString &resource, const QString &tenant,
                                              const std::stop_token &stop);

    // Az starts slowly, and may renew its own session first.
    static constexpr std::chrono::seconds patience{90};
};

} // namespace symbolon::auth
