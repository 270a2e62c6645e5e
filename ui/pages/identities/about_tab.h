// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pages/common/scroll_column.h"
#include "ui/shell/context.h"

#include <optional>

class QHBoxLayout;
class QVBoxLayout;

namespace symbolon::ui {

// What else is known of one identity: where it lives, who may change it without any role, and what else signs in as it.
// What could not be read says so.
class AboutTab final : public ScrollColumn
{
    Q_OBJECT

public:
    explicit AboutTab(Context &context, QWidget *parent = nullptr);

    void setIdentity(const trust::Identity &identity);

Q_SIGNALS:
    void retireAsked(const symbolon::trust::IdentityKey &identity, const symbolon::trust::Secret &secret);

protected:
    void fill() override;

private:
    // One object of a section: what it is, what else is known of it, and what is remarkable.
    struct Line
    {
        Glyph glyph = Glyph::None;
        QString title;
        QString detail;
        QString tip;    // more of the detail; empty: none
        QString copied; // what its button copies; empty: it has none
        Level level = Level::None;
        QString remark; // beside the level; empty: nothing is remarkable
    };

    void addFields(QVBoxLayout *layout, const trust::Identity &identity);
    void addSecrets(QVBoxLayout *layout, const trust::Identity &identity);
    void addOwners(QVBoxLayout *layout, const trust::Identity &identity);
    QHBoxLayout *addLine(QVBoxLayout *layout, const Line &line, const QString &what);
    void addRetire(QHBoxLayout *row, const trust::Identity &identity, const trust::Secret &secret);
    void addGap(QVBoxLayout *layout, const trust::Part &part, const QString &what);

    Context &m_context;
    std::optional<trust::Identity> m_shown;
};

} // namespace symbolon::ui
