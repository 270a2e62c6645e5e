// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/findings_tree.h"
#include "ui/shell/context.h"

#include <QWidget>

#include <optional>

class QVBoxLayout;

namespace symbolon::ui {

class IconButton;
class PlainLabel;
class ScrollColumn;
class SeverityBadge;
class StatePane;

// One finding in full: what holds, on which object, what proves it, why it matters, what to do, where to read on. Or a
// whole rule, where its heading is chosen; or why a rule could not be judged.
class FindingDetails final : public QWidget
{
    Q_OBJECT

public:
    explicit FindingDetails(Context &context, QWidget *parent = nullptr);

    // `verdict` nullptr: the group as a whole; `group` nullptr: nothing is chosen.
    void show(const FindingGroup *group, const risk::Verdict *verdict);

Q_SIGNALS:
    void previousAsked();
    void nextAsked();
    void identityAsked(const symbolon::workspace::CredentialKey &key);
    void editAsked(const symbolon::workspace::CredentialKey &key);

private:
    QWidget *buildHead();
    void fill(QVBoxLayout *layout, const FindingGroup &group, const risk::Verdict *verdict);
    void addObject(QVBoxLayout *layout, const risk::Verdict &verdict);
    void addActions(QVBoxLayout *layout, const risk::Verdict &verdict);

    Context &m_context;
    StatePane *m_nothing;
    QWidget *m_content;
    SeverityBadge *m_severity = nullptr;
    PlainLabel *m_id = nullptr;
    PlainLabel *m_title = nullptr;
    ScrollColumn *m_body = nullptr;
    std::optional<FindingGroup> m_group;
    std::optional<risk::Verdict> m_verdict;
    QList<trust::Privilege> m_reach; // of the verdict's identity, as shown
};

} // namespace symbolon::ui
