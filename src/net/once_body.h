// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QIODevice>

namespace symbolon::net {

// A request body that can be sent once. QNetworkAccessManager repeats a request by itself when a connection closes before
// the answer begins (measured on Qt 6.4: POST, PUT, PATCH and DELETE arrive twice); a body that cannot be rewound makes it
// report the broken connection instead, so that a write is never carried out twice behind our back.
class OnceBody final : public QIODevice
{
    Q_OBJECT
public:
    explicit OnceBody(QByteArray data, QObject *parent = nullptr);

    [[nodiscard]] qint64 size() const override { return m_data.size(); }
    [[nodiscard]] bool reset() override { return false; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 maxSize) override;

private:
    QByteArray m_data;
};

} // namespace symbolon::net
