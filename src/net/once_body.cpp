// SPDX-License-Identifier: Apache-2.0
#include "net/once_body.h"

#include <algorithm>
#include <cstring>

namespace symbolon::net {

OnceBody::OnceBody(QByteArray data, QObject *parent)
    : QIODevice(parent)
    , m_data(std::move(data))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 OnceBody::readData(char *data, qint64 maxSize)
{
    const qint64 count = std::min(maxSize, m_data.size() - pos());
    if (count <= 0)
        return m_data.isEmpty() || maxSize == 0 ? 0 : -1;
    std::memcpy(data, m_data.constData() + pos(), static_cast<size_t>(count));
    return count;
}

qint64 OnceBody::writeData(const char *, qint64)
{
    return -1;
}

} // namespace symbolon::net
